import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '../views/base.css';
import './views/supervisor.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { preferredLanguage, speak } from '../i18n/i18n.ts';
import { Crash } from '../views/Crash.tsx';
import { theme } from '../views/theme.ts';
import { speakAlong } from './i18n/i18n.ts';
import { App } from './views/App.tsx';

await speak(preferredLanguage()).catch(() => speak('en'));
await speakAlong().catch(() => undefined);

createRoot(document.getElementById('root')!).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <Notifications position="bottom-right" limit={4} />
    <Crash>
      <App />
    </Crash>
  </MantineProvider>,
);
