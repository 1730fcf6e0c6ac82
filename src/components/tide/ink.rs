//! How everything looks on a sheet of its own: the light colours of
//! `style/tokens.css` as any viewer of pictures knows them, on paper.
//! `ink_tests.rs` holds them to the tokens.

/// The attributes of a class.
pub(super) fn ink(class: &str) -> &'static str {
    match class {
        "tide-band" => r##" fill="#92c9d1" fill-opacity="0.55" stroke="#005e6a""##,
        "tide-band tide-band-promised" => {
            r##" fill="#92c9d1" stroke="#005e6a" stroke-width="1.5""##
        }
        "tide-band tide-band-missed" => {
            r##" fill="#fffdfa" stroke="#764e29" stroke-width="1.5" stroke-dasharray="4 3""##
        }
        "tide-water" => r##" fill="#bfe2e7" fill-opacity="0.72""##,
        "tide-water tide-later" => r##" fill="#bfe2e7" fill-opacity="0.3""##,
        "tide-line" => {
            r##" fill="none" stroke="#005e6a" stroke-width="2.25" stroke-linejoin="round""##
        }
        "tide-line tide-later" => {
            r##" fill="none" stroke="#005e6a" stroke-width="1.5" stroke-opacity="0.55""##
        }
        "tide-arc" => r##" fill="none" stroke="#4a5b65" stroke-width="1.25""##,
        "tide-arc tide-arc-promised" => {
            r##" fill="none" stroke="#4a5b65" stroke-width="2" stroke-linecap="round" stroke-dasharray="0.1 6""##
        }
        "tide-midnight" => r##" stroke="#ccd8dc""##,
        "tide-turn" => r##" stroke="#4a5b65" stroke-dasharray="3 4""##,
        "tide-calm" => r##" fill="#92c9d1" fill-opacity="0.6""##,
        "tide-now" => r##" stroke="#4a5b65""##,
        "tide-mast" => r##" stroke="#1a2833" stroke-width="2" stroke-linecap="round""##,
        "tide-buoy" => r##" fill="#f7c066" stroke="#1a2833" stroke-width="2""##,
        "tide-heart" => r##" fill="#1a2833""##,
        "tide-letter" => r##" fill="#fffdfa" stroke="#1a2833" stroke-width="1.5""##,
        "tide-letter tide-unsent" => {
            r##" fill="#fffdfa" stroke="#1a2833" stroke-width="1.5" stroke-dasharray="2 2""##
        }
        "tide-reply" => r##" fill="#005e6a" stroke="#fffdfa" stroke-width="1.5""##,
        "tide-held" => {
            r##" fill="#fffdfa" stroke="#005e6a" stroke-width="1.75" stroke-dasharray="2.5 2.5""##
        }
        "tide-ended" => r##" fill="#4a5b65" stroke="#fffdfa""##,
        "tide-skipped" => {
            r##" fill="#fffdfa" stroke="#4a5b65" stroke-width="1.5" stroke-dasharray="2.5 2.5""##
        }
        "tide-shore" => {
            r##" fill="none" stroke="#92c9d1" stroke-width="2" stroke-linecap="round""##
        }
        "tide-shore tide-later" => {
            r##" fill="none" stroke="#92c9d1" stroke-width="2" stroke-linecap="round" stroke-dasharray="0.1 6""##
        }
        "tide-kept" => r##" fill="#005e6a""##,
        "tide-missed" => r##" fill="#fffdfa" stroke="#764e29" stroke-width="2""##,
        "tide-mended" => r##" fill="#764e29""##,
        "tide-waiting" => {
            r##" fill="#fffdfa" stroke="#005e6a" stroke-width="1.75" stroke-dasharray="2 2""##
        }
        "tide-label tide-label-promised" | "tide-label tide-label-now" => {
            r##" fill="#1a2833" font-weight="600""##
        }
        "tide-label tide-label-quiet" => r##" fill="#4a5b65""##,
        "tide-label tide-label-calm" => r##" fill="#1a2833" font-style="italic""##,
        _ => r##" fill="#1a2833""##,
    }
}
