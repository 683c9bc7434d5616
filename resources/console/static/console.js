// Live parts, keys and ages. Pages are whole without it.
"use strict";

const LIVE_MS = 3000;
const CHORD_MS = 1500;

// Replace the live part of a page whenever it changed; only text and links from this server.
let tag = "";

async function refresh() {
  const part = document.getElementById("live");
  if (!part || document.hidden) return;
  const headers = { "vendwatt-live": "1" };
  if (tag) headers["if-none-match"] = tag;
  let answer;
  try {
    answer = await fetch(location.href, { headers, credentials: "same-origin", cache: "no-store" });
  } catch {
    document.documentElement.dataset.live = "lost";
    return;
  }
  if (answer.status === 401) {
    location.reload();
    return;
  }
  document.documentElement.dataset.live = answer.ok || answer.status === 304 ? "yes" : "lost";
  if (answer.status !== 200) return;
  const isFirst = tag === "";
  tag = answer.headers.get("etag") || "";
  const text = await answer.text();
  const focused = document.activeElement && document.activeElement.id;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  part.replaceChildren(...fresh.body.childNodes);
  tellAges();
  if (focused && document.activeElement.id !== focused) {
    const again = document.getElementById(focused);
    if (again) again.focus();
  }
  if (!isFirst) part.dataset.changed = String(Number(part.dataset.changed || "0") + 1);
}

// "4 min" beside a time, in the reader's language.
function tellAges() {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short" });
  for (const place of document.querySelectorAll("[data-age]")) {
    const moment = Date.parse(place.dataset.age);
    if (Number.isNaN(moment)) continue;
    const seconds = Math.round((moment - Date.now()) / 1000);
    const size = Math.abs(seconds);
    const [unit, length] =
      size < 60 ? ["second", 1] : size < 3600 ? ["minute", 60] : size < 86400 ? ["hour", 3600] : ["day", 86400];
    place.textContent = format.format(Math.trunc(seconds / length), unit);
  }
}

// `/` finds, `g` and a letter goes to a section, `j` and `k` walk through rows, `?` tells all this.
let chordUntil = 0;

function isTyping(target) {
  return target.matches("input, select, textarea");
}

function walk(step) {
  const links = [...document.querySelectorAll("tbody tr td:first-child a")];
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (chordUntil > event.timeStamp) {
    chordUntil = 0;
    const link = [...document.querySelectorAll("nav a[data-key]")].find((one) => one.dataset.key === event.key);
    if (link) link.click();
    return;
  }
  const find = document.getElementById("find");
  const help = document.getElementById("help");
  if (event.key === "/" && find) {
    event.preventDefault();
    find.focus();
    find.select();
  } else if (event.key === "g") chordUntil = event.timeStamp + CHORD_MS;
  else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "?" && help) help.showModal();
});

// A second click while the first is on its way does nothing: what grants must not grant twice.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  else event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

tellAges();
setInterval(tellAges, 10_000);
if (document.getElementById("live")) {
  refresh();
  setInterval(refresh, LIVE_MS);
  document.addEventListener("visibilitychange", refresh);
}
