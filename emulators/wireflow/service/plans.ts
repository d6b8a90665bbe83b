export type Plan = 'free' | 'starter' | 'pro' | 'enterprise';

export interface PlanLimits {
  requestsPerMinute: number;
  executionsPerMinute: number;
  executionsPerDay: number;
}

/** The limits of each plan (reference/rate-limits; the same table in the Flux Pro API pricing article). */
export const PLANS: Record<Plan, PlanLimits> = {
  free: { requestsPerMinute: 10, executionsPerMinute: 10, executionsPerDay: 50 },
  starter: { requestsPerMinute: 20, executionsPerMinute: 10, executionsPerDay: 200 },
  pro: { requestsPerMinute: 60, executionsPerMinute: 10, executionsPerDay: 1000 },
  enterprise: { requestsPerMinute: 200, executionsPerMinute: 10, executionsPerDay: Infinity },
};
