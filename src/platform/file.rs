//! Files that the app hands to the browser's downloads.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement};

/// Pixels of a picture file to a pixel of its drawing, so that it is sharp on
/// paper.
const SCALE: u32 = 2;

/// Hands `text` of a media type, such as `image/svg+xml`, to the downloads
/// under `name`. Says whether the browser could be asked.
pub fn save(name: &str, media_type: &str, text: &str) -> bool {
    hand_over(name, &data_url(media_type, text)).is_some()
}

/// Draws `svg`, so many pixels wide and high, and hands it to the downloads as
/// a PNG under `name`. Says whether that worked.
pub async fn save_png(name: &str, svg: &str, (width, height): (u32, u32)) -> bool {
    match png(svg, width * SCALE, height * SCALE).await {
        Ok(picture) => hand_over(name, &picture).is_some(),
        Err(_) => false,
    }
}

/// A `data:` address, as the page's policy allows it for pictures.
fn data_url(media_type: &str, text: &str) -> String {
    let text = String::from(js_sys::encode_uri_component(text));
    ["data:", media_type, ";charset=utf-8,", &text].concat()
}

async fn png(svg: &str, width: u32, height: u32) -> Result<String, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(&data_url("image/svg+xml", svg));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = element("canvas").ok_or(JsValue::NULL)?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (width, height) = (f64::from(width), f64::from(height));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    canvas.to_data_url()
}

fn hand_over(name: &str, address: &str) -> Option<()> {
    let link: HtmlAnchorElement = element("a")?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Some(())
}

fn element<T: JsCast>(name: &str) -> Option<T> {
    let document = web_sys::window()?.document()?;
    document.create_element(name).ok()?.dyn_into().ok()
}
