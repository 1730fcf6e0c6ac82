//! The other ends: a system that is called, a mail server, and what they do.

use std::collections::HashMap;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

/// What a system does with a request.
#[derive(Debug, Clone, Copy)]
pub(super) enum Manner {
    /// Answers with this status.
    Answers(u16),
    /// Never answers.
    Hangs,
}

/// A request that has come.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) path: String,
    pub(super) headers: HashMap<String, String>,
    pub(super) body: Vec<u8>,
}

/// Something that listens, and hands on what comes.
pub(super) struct End<T> {
    pub(super) port: u16,
    pub(super) came: UnboundedReceiver<T>,
}

/// A port at which nobody listens.
pub(super) async fn closed_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

/// A system that is called by HTTP.
pub(super) async fn system(manner: Manner) -> End<Asked> {
    system_at(0, manner).await
}

/// The same at a port of one's own choice.
pub(super) async fn system_at(port: u16, manner: Manner) -> End<Asked> {
    listen(port, move |stream, came| async move {
        let mut stream = BufReader::new(stream);
        let Some(asked) = request(&mut stream).await else {
            return;
        };
        let _ = came.send(asked);
        match manner {
            Manner::Answers(status) => {
                let answer = format!(
                    "HTTP/1.1 {status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
                let _ = stream.write_all(answer.as_bytes()).await;
            }
            Manner::Hangs => std::future::pending().await,
        }
    })
    .await
}

/// A mail server; what comes is the whole conversation's words.
pub(super) async fn mail_server() -> End<String> {
    listen(0, |stream, came| async move {
        let mut stream = BufReader::new(stream);
        let _ = stream.write_all(b"220 here\r\n").await;
        let (mut said, mut in_data) = (String::new(), false);
        loop {
            let mut line = String::new();
            if !matches!(stream.read_line(&mut line).await, Ok(1..)) {
                return;
            }
            said.push_str(&line);
            let answer = if in_data {
                if line != ".\r\n" {
                    continue;
                }
                in_data = false;
                let _ = came.send(core::mem::take(&mut said));
                "250 taken on\r\n"
            } else if line.starts_with("DATA") {
                in_data = true;
                "354 go on\r\n"
            } else if line.starts_with("QUIT") {
                "221 bye\r\n"
            } else {
                "250 ok\r\n"
            };
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    })
    .await
}

async fn listen<T, F, Fut>(port: u16, serve: F) -> End<T>
where
    T: Send + 'static,
    F: Fn(TcpStream, UnboundedSender<T>) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (hand_on, came) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, hand_on.clone()));
        }
    });
    End { port, came }
}

async fn request(stream: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut first = String::new();
    stream.read_line(&mut first).await.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length")?.parse().ok()?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(Asked {
        path,
        headers,
        body,
    })
}
