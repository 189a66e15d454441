// What the pages do quicker with a script: settings, dialog, copying, reactions. All but
// copying and printing are forms and links that work without it.
"use strict";
const root = document.documentElement;
root.classList.add("scripting");

// A setting is applied in place and kept in the cookie that the server reads.
const sizes = ["", "larger", "largest"];
const keep = (name, value) => {
	const secure = location.protocol === "https:" ? ";Secure" : "";
	document.cookie = `${name}=${value};Path=/;Max-Age=${value ? 31536000 : 0};SameSite=Lax${secure}`;
	if (value) root.dataset[name] = value;
	else delete root.dataset[name];
};
const dark = () => getComputedStyle(root).colorScheme === "dark" ||
	(!root.dataset.scheme && matchMedia("(prefers-color-scheme: dark)").matches);
for (const form of document.querySelectorAll("form.settings")) {
	const scheme = form.querySelector("[name=scheme]");
	scheme?.setAttribute("aria-pressed", dark());
	form.addEventListener("submit", (event) => {
		const name = event.submitter?.name;
		if (name === "size") {
			keep("size", sizes[(sizes.indexOf(root.dataset.size ?? "") + 1) % sizes.length]);
		} else if (name === "scheme") {
			keep("scheme", dark() ? "light" : "dark");
			scheme.setAttribute("aria-pressed", dark());
		} else return;
		event.preventDefault();
	});
}

// The link to the sign-in page opens the dialog.
for (const link of document.querySelectorAll("[data-dialog]")) {
	const dialog = document.getElementById(link.dataset.dialog);
	if (!dialog?.showModal) continue;
	link.addEventListener("click", (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		dialog.showModal();
		dialog.querySelector("input")?.focus();
	});
	dialog.addEventListener("close", () => link.focus());
}

for (const row of document.querySelectorAll(".share")) {
	const status = row.querySelector("[role=status]");
	row.addEventListener("click", async (event) => {
		const button = event.target.closest("button");
		if (!button) return;
		if ("print" in button.dataset) return window.print();
		try {
			await navigator.clipboard.writeText(button.dataset.copy);
			status.textContent = button.dataset.said;
		} catch {
			status.textContent = button.dataset.copy;
		}
	});
}

// Reading progress, where the style sheet alone can't show it.
const bar = document.querySelector(".reading");
if (bar && !CSS.supports("animation-timeline: scroll()")) {
	let asked = false;
	const show = () => {
		asked = false;
		const room = root.scrollHeight - innerHeight;
		bar.style.setProperty("--read", room > 0 ? Math.min(1, scrollY / room) : 0);
		bar.classList.toggle("on", scrollY > 400);
	};
	addEventListener("scroll", () => {
		if (!asked) requestAnimationFrame(show);
		asked = true;
	}, { passive: true });
	show();
}

// Takes over the reaction bar: a press is sent in the background, and the answer,
// {"mine": kind, "tally": {kind: count}}, is shown in place. Where it is refused or does
// not come, the bar says so and stays as it was.
for (const form of document.querySelectorAll(".reactions form")) {
	const status = form.querySelector("[role=status]");
	let busy = false;

	const show = ({ mine, tally }) => {
		for (const button of form.querySelectorAll("button[data-kind]")) {
			const kind = button.dataset.kind;
			const chosen = kind === mine;
			button.setAttribute("aria-pressed", chosen);
			button.value = chosen ? form.dataset.undo : kind;
			button.querySelector(".count").textContent = tally[kind] ?? 0;
		}
		status.textContent = mine ? form.dataset.saved : form.dataset.undone;
	};

	const send = async (button) => {
		const fields = new URLSearchParams(new FormData(form));
		fields.set(button.name, button.value);
		const answer = await fetch(form.action, {
			method: "POST",
			headers: { Accept: "application/json" },
			body: fields,
			credentials: "same-origin",
		});
		if (!answer.ok) throw new Error(answer.status);
		const result = await answer.json();
		if (typeof result.tally !== "object" || !result.tally) throw new Error("no tally");
		return result;
	};

	form.addEventListener("submit", async (event) => {
		const button = event.submitter;
		if (!button || !button.dataset.kind) return;
		event.preventDefault();
		if (busy) return;
		busy = true;
		status.textContent = "";
		try {
			show(await send(button));
		} catch {
			status.textContent = form.dataset.failed;
		} finally {
			busy = false;
		}
	});
}
