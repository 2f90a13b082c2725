// Beside the words: a photo, a video, a recording or a file from this phone.

import { Refused, send } from "./server.js";

const KINDS = { image: "image", video: "video", audio: "voice" };

function button(text, title) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "attach";
  made.textContent = text;
  made.title = title;
  made.setAttribute("aria-label", title);
  return made;
}

// A picture of a riverside that no camera has taken; each one is a little different.
function sample() {
  const canvas = document.createElement("canvas");
  canvas.width = 960;
  canvas.height = 720;
  const pen = canvas.getContext("2d");
  const paint = (colour, ...box) => {
    pen.fillStyle = colour;
    pen.fillRect(...box);
  };
  paint("#bcd7ee", 0, 0, 960, 330);
  paint("#7da36b", 0, 330, 960, 190);
  paint("#5b8fb0", 0, 520, 960, 200);
  for (let n = 0; n < 9; n += 1) {
    const height = 60 + Math.random() * 200;
    paint(`hsl(${Math.random() * 60 + 20} 35% ${30 + Math.random() * 40}%)`, Math.random() * 900, 420 - height, 50 + Math.random() * 90, height);
  }
  pen.fillStyle = "#fff";
  pen.font = "28px sans-serif";
  pen.fillText("示意图：不是真的现场", 30, 690);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}

async function deliver(phone, blob, filename) {
  const kind = KINDS[(blob.type || "").split("/")[0]] || "file";
  phone.root.classList.add("waiting");
  try {
    if (!blob.size || blob.size > 10 * 1024 * 1024) throw new Refused("文件是空的，或者超过 10MB，请另选一个。");
    await send("send", { who: phone.who.value, kind, filename, content: await base64(blob) });
  } catch (error) {
    phone.tell(error);
  } finally {
    phone.root.classList.remove("waiting");
    await phone.poll();
  }
}

// Put the two buttons in front of the field for words.
export function attach(phone) {
  const picker = document.createElement("input");
  picker.type = "file";
  picker.hidden = true;
  picker.addEventListener("change", async () => {
    const [file] = picker.files;
    picker.value = "";
    if (file) await deliver(phone, file, file.name);
  });
  const choose = button("＋", "选一个文件发送");
  choose.addEventListener("click", () => picker.click());
  const photo = button("照片", "发一张示意照片");
  photo.addEventListener("click", async () => deliver(phone, await sample(), "现场.jpg"));
  phone.form.prepend(photo, choose, picker);
}
