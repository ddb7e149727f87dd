/** Whether browser notifications can be shown, or asked for. */
export function notifications(): NotificationPermission | 'missing' {
  return 'Notification' in window ? Notification.permission : 'missing';
}

/** Asks once; from a click only. */
export function askForNotifications(): void {
  if (notifications() === 'default') void Notification.requestPermission();
}

/** Tells the agent who looks elsewhere. The same `tag` replaces the one before. Returns how to take it back. */
export function notify(tag: string, title: string, body: string): () => void {
  if (notifications() !== 'granted' || document.hasFocus()) return () => {};
  try {
    const shown = new Notification(title, { tag, body, icon: '/desk/desk.svg', silent: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
    return () => shown.close();
  } catch {
    // Some mobile browsers have the name but not the constructor.
    return () => {};
  }
}
