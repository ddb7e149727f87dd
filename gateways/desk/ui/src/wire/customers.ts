export interface CustomerView {
  customerId?: string;
  name?: string;
  addresses?: CustomerAddress[];
  episodeIds?: string[];
  segment?: string;
  personalAgentId?: string;
  lastAgentId?: string;
  /** Who turned out to be the same person. Addresses and episodes of all are above, too. */
  merged?: MergedCustomer[];
  /** What the company's own programs know. */
  attributes?: Record<string, string>;
  consents?: CustomerConsent[];
  /** Newest first; the latest few, unless all are asked for. */
  activities?: CustomerActivity[];
  activityCount?: number;
  /** Who may be the same person. */
  suggestions?: CustomerSuggestion[];
}

/** Another customer has to do with the same number or address. */
export interface CustomerSuggestion {
  customerId?: string;
  /** "phone" or "email". */
  kind?: string;
  value?: string;
  since?: string;
}

export interface CustomerConsent {
  purpose?: string;
  given?: boolean;
  at?: string;
}

/** What a customer did elsewhere. */
export interface CustomerActivity {
  id?: string;
  at?: string;
  /** "purchase", "visit", or another word of the company's. */
  kind?: string;
  title?: string;
  amount?: string;
  currency?: string;
  url?: string;
}

export interface MergedCustomer {
  customerId: string;
  name?: string;
  addresses?: CustomerAddress[];
  episodeIds?: string[];
  /** "agent", "link", "code". */
  proof?: string;
  agentId?: string;
  since?: string;
}

export interface CustomerAddress {
  channel?: string;
  address?: string;
}
