/** Where the pods come from of a kind without a pod template: what deploys or renders it, or workloads that refer to it. */
export type PodSource = 'deployment' | 'helm' | 'kustomize' | 'workloads'

/** Kinds from which others make the manifests of pods. */
const RENDERED: Readonly<Record<string, PodSource>> = {
  Application: 'deployment',
  ApplicationSet: 'deployment',
  Chart: 'helm',
  HelmChart: 'helm',
  HelmRelease: 'helm',
  HelmRepository: 'helm',
  Kustomization: 'kustomize',
}

/**
 * Kinds whose `spec.template.spec` is that of a machine or the like, and kinds without one:
 * https://kubernetes.io/docs/reference/kubernetes-api/ and the best known ones of others.
 */
const WITHOUT_PODS: readonly string[] = [
  // Kubernetes
  ...['APIService', 'Binding', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding', 'ConfigMap'],
  ...['ControllerRevision', 'CSIDriver', 'CSINode', 'CustomResourceDefinition', 'Endpoints', 'EndpointSlice', 'Event'],
  ...['HorizontalPodAutoscaler', 'Ingress', 'IngressClass', 'Lease', 'LimitRange', 'MutatingWebhookConfiguration'],
  ...['Namespace', 'NetworkPolicy', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'PodDisruptionBudget'],
  ...['PodSecurityPolicy', 'PriorityClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceQuota', 'Role'],
  ...['RoleBinding', 'RuntimeClass', 'Secret', 'ServiceAccount', 'StorageClass', 'ValidatingAdmissionPolicy'],
  ...[
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
    'VerticalPodAutoscaler',
    'VolumeAttachment',
  ],
  ...['VolumeSnapshot', 'VolumeSnapshotClass'],
  // Others
  ...['AppProject', 'AtlasMigration', 'AtlasSchema', 'Certificate', 'ClusterExternalSecret', 'ClusterIssuer'],
  ...['ClusterSecretStore', 'DestinationRule', 'ExternalSecret', 'GitRepository', 'HTTPRoute', 'Issuer'],
  ...['MachineDeployment', 'MachinePool', 'MachineSet', 'NodeClaim', 'NodePool', 'OCIRepository', 'PodMonitor'],
  ...['PrometheusRule', 'Provisioner', 'ScaledObject', 'SealedSecret', 'SecretStore', 'ServiceEntry', 'ServiceMonitor'],
  ...['VirtualMachine', 'VirtualMachineInstance', 'VirtualService'],
]

/**
 * Where the pods come from of a kind that is known to have no pod template at `spec.template.spec`, in the singular or the
 * plural, and in whatever case; undefined for any other.
 */
export function podSourceOf(kind: string): PodSource | undefined {
  const rendered = Object.entries(RENDERED).find(([name]) => isNamed(kind, name))?.[1]
  return rendered ?? (WITHOUT_PODS.some((name) => isNamed(kind, name)) ? 'workloads' : undefined)
}

function isNamed(text: string, kind: string): boolean {
  const name = kind.toLowerCase()
  return [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')].includes(text.toLowerCase())
}
