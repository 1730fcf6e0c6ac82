//! The thread and its outlook, without a browser.
