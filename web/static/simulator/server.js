// Requests to our own side. Every answer is JSON; a refusal carries a sentence for the person.

export class Refused extends Error {}

async function answer(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // Not JSON: the message below says enough.
  }
  if (!response.ok) throw new Refused(body.message || "没有回应，请稍后再试。");
  return body;
}

async function request(path, options) {
  try {
    return await answer(await fetch(path, { credentials: "same-origin", ...options }));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused("连不上程序，请看它是否还在运行。");
  }
}

export function read(path) {
  return request(path);
}

export function send(path, body = {}) {
  return request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}
