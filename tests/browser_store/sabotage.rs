//! The browser's IndexedDB, made to fail as browsers do: real requests and real
//! transactions, closed, aborted or kept silent under the store's feet. A test
//! has the page to itself until its sabotage is dropped.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

const SCRIPT: &str = r#"
const saved = {
  open: IDBFactory.prototype.open,
  transaction: IDBDatabase.prototype.transaction,
  put: IDBObjectStore.prototype.put,
  commit: IDBTransaction.prototype.commit,
  objectStore: IDBTransaction.prototype.objectStore,
};
const opened = [];
let durabilities = [];
let transactions = [];
let swallow = 0;
let failNext = null;
let failing = new Map();
let room = null;
let puts = -1;
let refused = null;
function failed(factory, why) {
  // A real request that fails, and tells another reason.
  const request = saved.open.call(factory, "sabotage-" + Math.random(), 1);
  request.addEventListener("upgradeneeded", (event) => {
    event.stopImmediatePropagation();
    request.transaction.abort();
  });
  Object.defineProperty(request, "error", { get: () => new DOMException("sabotage", why) });
  return request;
}
IDBFactory.prototype.open = function (name, version) {
  if (failing.has(name)) return failed(this, failing.get(name));
  if (failNext) { const why = failNext; failNext = null; return failed(this, why); }
  const request = version === undefined ? saved.open.call(this, name) : saved.open.call(this, name, version);
  if (swallow > 0) {
    swallow -= 1;
    for (const type of ["success", "error", "upgradeneeded", "blocked"]) {
      request.addEventListener(type, (event) => {
        event.stopImmediatePropagation();
        if (type === "upgradeneeded") request.transaction.abort();
        if (type === "error") event.preventDefault();
      });
    }
    return request;
  }
  request.addEventListener("success", () => opened.push(request.result));
  return request;
};
IDBDatabase.prototype.transaction = function (names, mode, options) {
  const made = saved.transaction.call(this, names, mode, options);
  transactions.push([...made.objectStoreNames]);
  if (mode === "readwrite") durabilities.push(made.durability);
  return made;
};
IDBTransaction.prototype.objectStore = function (name) {
  if (name === refused) throw new DOMException("sabotage", "UnknownError");
  return saved.objectStore.call(this, name);
};
IDBObjectStore.prototype.put = function (...given) {
  if (room === "put") throw new DOMException("sabotage", "QuotaExceededError");
  if (puts >= 0 && puts-- === 0) throw new DOMException("sabotage", "DataCloneError");
  return saved.put.apply(this, given);
};
IDBTransaction.prototype.commit = function () {
  // A browser without room aborts.
  if (room === "commit") return this.abort();
  return saved.commit.call(this);
};
return {
  closeAll() { for (const database of opened.splice(0)) database.close(); },
  durabilities() { return durabilities.splice(0).join(" "); },
  transactions(name) { return transactions.splice(0).filter((names) => names.includes(name)).length; },
  swallow() { swallow = 1; },
  failNext(why) { failNext = why; },
  failOf(name, why) { failing.set(name, why); },
  noRoom(how) { room = how; },
  refuse(name) { refused = name; },
  throwAt(put) { puts = put; },
  again() { room = null; puts = -1; refused = null; },
  end() {
    IDBFactory.prototype.open = saved.open;
    IDBDatabase.prototype.transaction = saved.transaction;
    IDBObjectStore.prototype.put = saved.put;
    IDBTransaction.prototype.commit = saved.commit;
    IDBTransaction.prototype.objectStore = saved.objectStore;
  },
};
"#;

/// A browser that fails when told; as before once this is dropped.
pub struct Sabotage(JsValue);

impl Sabotage {
    pub fn begin() -> Self {
        let script = Function::new_no_args(SCRIPT);
        Self(script.call0(&JsValue::NULL).unwrap())
    }

    /// Closes every connection that was opened since the sabotage began.
    pub fn close_all(&self) {
        self.call("closeAll", &[]);
    }

    /// How the transactions since the last question were to last.
    pub fn durabilities(&self) -> Vec<String> {
        let all = self.call("durabilities", &[]).as_string().unwrap();
        all.split_whitespace().map(str::to_owned).collect()
    }

    /// How many transactions since the last question were about a shelf.
    pub fn transactions_about(&self, shelf: &str) -> u32 {
        self.call("transactions", &[shelf]).as_f64().unwrap() as u32
    }

    /// The next `open()` never settles.
    pub fn swallow_next_open(&self) {
        self.call("swallow", &[]);
    }

    /// The next `open()` fails for this reason.
    pub fn fail_next_open(&self, why: &str) {
        self.call("failNext", &[why]);
    }

    /// Every `open()` of this database fails for this reason.
    pub fn fail_opens_of(&self, name: &str, why: &str) {
        self.call("failOf", &[name, why]);
    }

    /// There is no room, as is seen at `put` or at `commit`.
    pub fn no_room(&self, how: &str) {
        self.call("noRoom", &[how]);
    }

    /// This shelf cannot be read.
    pub fn refuse_shelf(&self, shelf: &str) {
        self.call("refuse", &[shelf]);
    }

    /// The put after so many others fails.
    pub fn throw_at_put(&self, put: u32) {
        let method = self.method("throwAt");
        method.call1(&self.0, &put.into()).unwrap();
    }

    /// All is as it was, but for the openings.
    pub fn room_again(&self) {
        self.call("again", &[]);
    }

    fn method(&self, name: &str) -> Function {
        Reflect::get(&self.0, &name.into())
            .unwrap()
            .unchecked_into()
    }

    fn call(&self, name: &str, given: &[&str]) -> JsValue {
        let given: js_sys::Array = given.iter().map(|one| JsValue::from(*one)).collect();
        self.method(name).apply(&self.0, &given).unwrap()
    }
}

impl Drop for Sabotage {
    fn drop(&mut self) {
        self.call("end", &[]);
    }
}
