/** An action of a provider that a plan invokes. */
export interface PlannedInvocation {
  readonly address: string
  /** The resource whose change invokes it. */
  readonly trigger: string | undefined
}

/** How an invocation is named. */
export const invocationName = ({ address, trigger = '' }: PlannedInvocation): string =>
  `action ${address}${trigger === '' ? '' : ` of ${trigger}`}`

const INSTANCE = /(?:^|\.)(action\.[^.\s"[\]]+\.[^.\s"[\]]+)(?:\[(?:\d+|".*")\])?$/

/** The invocation by only the block of the action, without its module and the key of its instance. */
export const byBlock = ({ address, trigger }: PlannedInvocation): PlannedInvocation => ({
  address: INSTANCE.exec(address)?.[1] ?? address,
  trigger
})

type Bag = Readonly<Record<string, unknown>>
const bag = (value: unknown): Bag => (typeof value === 'object' && value !== null ? (value as Bag) : {})
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The invocation that a structured message announces. Undefined where it announces none, or does not name it. */
export function plannedInvocation(type: string, invocation: unknown): PlannedInvocation | undefined {
  if (type !== 'planned_action_invocation') return undefined
  const { action_addr: action, lifecycle_trigger: trigger } = bag(invocation)
  const address = text(bag(action).addr)
  return address === undefined ? undefined : { address, trigger: text(bag(bag(trigger).triggering_resource).addr) }
}
