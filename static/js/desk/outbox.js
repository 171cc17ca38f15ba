// What was typed and has not reached the server yet, in this browser. IndexedDB, for localStorage is written to the disk
// up to a minute late. A browser that keeps nothing (private, full) makes every call fail softly.
const STORE = "texts";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("desk", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ["user", "window"] });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => reject(asked.error);
  });
}

let opened;
async function run(mode, act) {
  opened ??= open();
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const asked = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** Keep {user, window, url, message, at}. Gives whether it is kept. */
export const put = (text) => run("readwrite", (store) => store.put(text)).then(() => true, () => false);

/** Forget what stands for a window, if it is not newer than `number`. */
export async function forget(user, window, number = Infinity) {
  try {
    const text = await run("readonly", (store) => store.get([user, window]));
    if (text && text.message.number <= number) await run("readwrite", (store) => store.delete([user, window]));
  } catch {
    // There is nothing to forget where nothing can be kept.
  }
}

/** All of a user's. */
export async function all(user) {
  try {
    return (await run("readonly", (store) => store.getAll())).filter((text) => text.user === user);
  } catch {
    return [];
  }
}
