// Browsers slow the timers of hidden pages down to one a minute, and the server hangs up on who is silent that long.
// Timers of workers are left alone.
setInterval(() => postMessage(0), 1_000);
