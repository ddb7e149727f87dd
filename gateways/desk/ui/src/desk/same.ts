import type { CustomerView, MergedCustomer } from '../wire/frames.ts';

/** Who a customer would be again without one who turned out to be the same person. */
export function without(customer: CustomerView, merged: MergedCustomer): CustomerView {
  const key = (a: { channel?: string; address?: string }) => `${a.channel} ${a.address}`;
  const theirs = new Set((merged.addresses ?? []).map(key));
  return { ...customer, addresses: (customer.addresses ?? []).filter((a) => !theirs.has(key(a))) };
}
