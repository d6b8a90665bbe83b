import type { Clock } from './clock.js';
import { createEmulator } from './emulator.js';
import type { Emulator } from './emulator.js';
import type { EmulatorOptions } from './options.js';

/**
 * Starts a local Wireflow on 127.0.0.1.
 * @returns the running emulator; `close()` ends it
 * @throws when the port is taken
 */
export const startEmulator = (options: EmulatorOptions = {}): Promise<Emulator> => createEmulator(options);

export type { Clock, Emulator, EmulatorOptions };
export type { CorsAnswers, ExecutionListOptions } from './options.js';
export type { NewExecution, NewWorkflow } from './emulator.js';
export type { FaultRule } from './http/faults.js';
export type { EndpointName } from './http/endpoints.js';
export type { RecordedRequest } from './http/recorded_request.js';
export type { EmulatorKeys } from './service/keys.js';
export type { EmulatedWorkflow } from './service/workflow.js';
export type { EmulatedExecution, EndStatus, ExecutionStatus } from './service/execution.js';
export type { Plan, PlanLimits } from './service/plans.js';
export type { Profile, ReplyShapes } from './replies/profile.js';
