// What a desk looks like: scenes for axe-core and for pictures.

export const SCENES = [
  { name: 'sign-in', outside: true },
  { name: 'empty', mock: ['--empty'] },
  { name: 'talk', play: ({ talk }) => talk('Olena') },
  { name: 'many', mock: ['--many'], sizes: ['wide', 'phone'] },
  { name: 'long', sizes: ['wide', 'phone'], play: ({ talk }) => talk('Maximiliane') },
  { name: 'right-to-left', sizes: ['small'], play: ({ talk }) => talk('محمد') },
  { name: 'ukrainian', locale: 'uk-UA', sizes: ['small', 'phone'], play: ({ talk }) => talk('Olena') },
  {
    name: 'offers',
    play: async ({ page, cause }) => {
      await cause('transfer');
      await cause('offer');
      await page.getByTestId('offer-card').nth(1).waitFor();
    },
  },
  {
    name: 'offer-read',
    sizes: ['small', 'phone'],
    play: async ({ page, cause }) => {
      await cause('help');
      await page.getByTestId('offer-card').getByText('Iryna').first().click();
      await page.getByTestId('offer-strip').waitFor();
    },
  },
  {
    name: 'replies',
    play: async ({ page, talk }) => {
      await talk('Olena');
      await page.getByTestId('composer').fill('/');
      await page.getByTestId('reply-option').first().waitFor();
    },
  },
  {
    name: 'replies-tab',
    sizes: ['small'],
    play: async ({ page, talk }) => {
      await talk('Olena');
      await page.getByTestId('tab-replies').click();
      await page.getByTestId('reply-card').first().waitFor();
    },
  },
  {
    name: 'transfer',
    play: async ({ page, talk }) => {
      await talk('Olena');
      await page.getByTestId('transfer').click();
      await page.getByTestId('transfer-to-ioana').click();
      await page.getByTestId('transfer-mode-warm').click();
    },
  },
  {
    name: 'asked',
    sizes: ['wide', 'phone'],
    play: async ({ page, talk, cause }) => {
      await talk('Olena');
      await page.getByTestId('transfer').click();
      await page.getByTestId('transfer-to-ioana').click();
      await page.getByTestId('transfer-mode-warm').click();
      await page.getByTestId('transfer-submit').click();
      await page.getByTestId('asked').waitFor();
      await cause('collide');
      await page.getByTestId('looking').waitFor();
    },
  },
  { name: 'invite', sizes: ['small'], play: async ({ page, talk }) => {
    await talk('Olena');
    await page.getByTestId('invite').click();
    await page.getByTestId('invite-to-bohdan').waitFor();
  } },
  { name: 'messenger', play: ({ talk }) => talk('Lysenko') },
  {
    name: 'messenger-above',
    sizes: ['wide', 'phone'],
    play: async ({ page, talk }) => {
      await talk('Lysenko');
      await page.getByTestId('timeline').focus();
      await page.keyboard.press('Home');
      await page.getByTestId('content').first().waitFor();
    },
  },
  {
    name: 'channels',
    sizes: ['small', 'phone'],
    play: async ({ page, talk }) => {
      await talk('Lysenko');
      await page.getByTestId('channel-choice').click();
      await page.getByTestId('channel-option').first().waitFor();
    },
  },
  {
    name: 'window-soon',
    sizes: ['small', 'phone'],
    play: async ({ page, cause, talk }) => {
      await cause('soon');
      await talk('Lysenko');
      await page.getByTestId('composer').fill('x'.repeat(4_100));
      await page.getByTestId('reach').waitFor();
    },
  },
  {
    name: 'window-shut',
    locale: 'uk-UA',
    sizes: ['small', 'phone'],
    play: async ({ page, cause, talk }) => {
      await cause('shut');
      await talk('Lysenko');
      await page.getByTestId('send-again').click();
      await page.getByTestId('reach').waitFor();
    },
  },
  { name: 'helping', sizes: ['small', 'phone'], play: ({ talk }) => talk('Constantin') },
  {
    name: 'note',
    sizes: ['small'],
    play: async ({ page, talk }) => {
      await talk('Olena');
      await page.getByTestId('mode-note').click();
      await page.getByTestId('composer').fill('Ask the warehouse again.');
    },
  },
  {
    name: 'naming',
    sizes: ['small', 'phone'],
    play: async ({ page, talk }) => {
      await talk('Olena');
      await page.getByTestId('mode-note').click();
      await page.getByTestId('composer').pressSequentially('@');
      await page.getByTestId('mention-picker').waitFor();
    },
  },
  {
    name: 'mentioned',
    sizes: ['wide', 'phone'],
    play: async ({ page, cause }) => {
      await cause('mention');
      await cause('mention');
      await page.getByTestId('mention-notice').first().waitFor();
    },
  },
  {
    name: 'mentions',
    sizes: ['wide', 'phone'],
    play: async ({ page, cause }) => {
      await cause('mention');
      await page.getByTestId('mention-open').click();
      await page.getByTestId('reading').waitFor();
      await cause('mention');
      await page.getByTestId('mentions').click();
      await page.getByTestId('mention-list').waitFor();
    },
  },
  {
    name: 'routing',
    sizes: ['wide'],
    play: async ({ page, talk }) => {
      await talk('Olena');
      await page.getByTestId('routing-toggle').click();
      await page.getByTestId('routing').waitFor();
      await page.getByTestId('routing').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'customer',
    sizes: ['wide'],
    play: async ({ page, talk }) => {
      await talk('Olena');
      await page.getByTestId('edit-customer').click();
    },
  },
  { name: 'wrap-up', sizes: ['small', 'phone'], play: ({ talk }) => talk('Țurcanu') },
  {
    name: 'palette',
    sizes: ['small', 'phone'],
    play: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByTestId('palette-search').waitFor();
    },
  },
  {
    name: 'keys',
    sizes: ['small', 'phone'],
    play: async ({ page }) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'missed',
    sizes: ['small'],
    play: async ({ page, cause }) => {
      await cause('miss');
      await page.getByTestId('presence-banner').waitFor();
    },
  },
  {
    name: 'presence',
    sizes: ['small'],
    play: async ({ page }) => {
      await page.getByTestId('presence').click();
      await page.getByTestId('presence-busy').waitFor();
    },
  },
];
