// The words in which the mock tells what happens.

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

let messages = 0;

export function said(text, legId = 'webchat') {
  return { messageReceived: { messageId: `m${++messages}`, legId, text } };
}

export function sent(agentId, text) {
  return { messageSent: { messageId: `s${++messages}`, agentId, text } };
}

export function note(agentId, text) {
  return { noteWritten: { noteId: `n${++messages}`, agentId, text } };
}

export function iso(ms = 0) {
  return new Date(Date.now() + ms).toISOString();
}
