/** Plans as JSON for the previews of what the terraform CLI can't be brought to plan with its built-in provider. */

type Json = Readonly<Record<string, unknown>>

export const resource = (address: string, actions: string, before: unknown, after: unknown, more: Json = {}): Json => {
  const { replace_paths, after_unknown, before_sensitive, after_sensitive, ...others } = more
  return {
    address,
    mode: 'managed',
    type: /(\w+)\.[^.]+$/.exec(address.replaceAll(/\[[^\]]*\]/g, ''))?.[1] ?? '',
    name: 'x',
    ...others,
    change: {
      actions: actions.split(' '),
      before,
      after,
      after_unknown: after_unknown ?? {},
      before_sensitive: before_sensitive ?? {},
      after_sensitive: after_sensitive ?? {},
      ...(replace_paths !== undefined && { replace_paths })
    }
  }
}

export const plan = (resources: readonly Json[], more: Json = {}): Json => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: resources,
  ...more
})

const statements = (action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...['s3:GetObject', 's3:ListBucket', 'ec2:DescribeInstances', 'logs:PutLogEvents'].map((name, index) => ({
        Sid: `Allow${index}`,
        Effect: 'Allow',
        Action: [name],
        Resource: '*'
      })),
      { Sid: 'Last', Effect: 'Allow', Action: [action], Resource: '*' }
    ]
  })

const cidrs = Array.from({ length: 30 }, (_, index) => `10.${index}.0.0/16`)

export const networkChanges: readonly Json[] = [
  resource(
    'aws_db_instance.main',
    'delete create',
    { engine: 'postgres', engine_version: '14', id: 'db-1', instance_class: 'db.m6g.large', password: 'a' },
    { engine: 'postgres', engine_version: '15', instance_class: 'db.m6g.large', password: 'b' },
    {
      action_reason: 'replace_because_cannot_update',
      replace_paths: [['engine_version']],
      after_unknown: { id: true },
      before_sensitive: { password: true },
      after_sensitive: { password: true }
    }
  ),
  resource(
    'aws_iam_policy.deploy',
    'update',
    { name: 'deploy', policy: statements('sts:GetCallerIdentity') },
    { name: 'deploy', policy: statements('*') }
  ),
  resource(
    'aws_security_group.web',
    'update',
    { name: 'web', ingress: [{ cidr_blocks: cidrs, from_port: 443, to_port: 443 }] },
    { name: 'web', ingress: [{ cidr_blocks: ['0.0.0.0/0', ...cidrs], from_port: 443, to_port: 443 }] }
  )
]

const services = (count: number): readonly Json[] =>
  ['dev', 'prod'].flatMap(stage =>
    Array.from({ length: count }, (_, index) => {
      const address = `module.env["${stage}"].module.svc.aws_instance.node["${index}"]`
      const instance = { ami: 'ami-0a1b2c3d', instance_type: 'm6g.large', tags: { stage } }
      return index % 4 === 0
        ? resource(address, 'delete', { ...instance, id: `i-${index}` }, null, {
            action_reason: 'delete_because_each_key'
          })
        : resource(address, 'create', null, instance, { after_unknown: { id: true } })
    })
  )

export const drift: readonly Json[] = [
  resource(
    'aws_security_group.web',
    'update',
    { id: 'sg-1', ingress: [{ from_port: 443 }] },
    { id: 'sg-1', ingress: [{ from_port: 22 }] }
  ),
  resource('aws_instance.gone', 'delete', { id: 'i-0f9e8d7c', instance_type: 'm6g.large' }, null)
]

/** Some of everything: replacements, long documents, modules, instances and drift. */
export const mixed = plan([...networkChanges, ...services(100)], { resource_drift: drift })

export const modules = plan(
  ['network', 'cluster', 'cluster.module.workers', 'dns'].flatMap((module, place) =>
    ['aws_subnet', 'aws_instance', 'aws_route53_record'].flatMap((type, kind) =>
      Array.from({ length: 2 + ((place + kind) % 3) }, (_, index) =>
        resource(
          `module.${module}.${type}.r${index}`,
          ['create', 'update', 'delete', 'delete create'][(place * 3 + kind + index) % 4] ?? 'create',
          { name: `${type}-${index}`, size: 1 },
          { name: `${type}-${index}`, size: 2 }
        )
      )
    )
  )
)

/** Far more than a comment can hold. */
export const tooLarge = plan(
  Array.from({ length: 4_000 }, (_, index) => {
    const module = `module.region["${['eu', 'us', 'ap'][index % 3]}"]`
    const text = { description: `Record ${index}: ${'long text '.repeat(20)}`, ttl: 300 }
    return index % 8 === 0
      ? resource(`${module}.aws_route53_record.old["${index}"]`, 'delete', text, null)
      : index % 8 === 1
        ? resource(`${module}.aws_instance.host${index}`, 'delete', text, null)
        : resource(`${module}.aws_route53_record.record${index}`, 'update', text, { ...text, ttl: 60 })
  })
)

export const deferred = plan([resource('aws_eks_cluster.main', 'create', null, { name: 'main' })], {
  resource_drift: drift,
  deferred_changes: [
    {
      reason: 'provider_config_unknown',
      resource_change: resource('kubernetes_namespace.web', 'create', null, { name: 'web' })
    },
    {
      reason: 'provider_config_unknown',
      resource_change: resource('kubernetes_deployment.web', 'create', null, { name: 'web', replicas: 3 })
    }
  ],
  action_invocations: [
    {
      address: 'action.aws_lambda_invoke.warm',
      type: 'aws_lambda_invoke',
      config_values: { function_name: 'warm-up', payload: '{"region":"eu"}' },
      config_sensitive: {},
      lifecycle_action_trigger: {
        triggering_resource_address: 'aws_eks_cluster.main',
        action_trigger_event: 'AfterCreate'
      }
    }
  ]
})
