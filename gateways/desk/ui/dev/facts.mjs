// The words in which the mock tells what happens.

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

let messages = 0;

export function said(text, legId = 'webchat', content = undefined) {
  return { messageReceived: { messageId: `m${++messages}`, legId, text, content } };
}

export function sent(agentId, text, legId = undefined) {
  return { messageSent: { messageId: `s${++messages}`, agentId, text, legId } };
}

/** What became of an earlier message. */
export function amended(agentId, { messageId, text }, content) {
  return { messageSent: { messageId, agentId, text, content } };
}

export function note(agentId, text) {
  return { noteWritten: { noteId: `n${++messages}`, agentId, text } };
}

export function iso(ms = 0) {
  return new Date(Date.now() + ms).toISOString();
}
