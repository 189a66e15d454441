// Takes over the reaction bar: a press is sent in the background, and the answer,
// {"mine": kind, "tally": {kind: count}}, is shown in place. Whatever goes wrong, the
// form is posted as it would be without this script.
"use strict";
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
			const value = document.createElement("input");
			value.type = "hidden";
			value.name = button.name;
			value.value = button.value;
			form.append(value);
			form.submit();
		} finally {
			busy = false;
		}
	});
}
