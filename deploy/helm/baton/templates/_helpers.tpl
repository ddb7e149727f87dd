{{- define "baton.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "baton.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "baton.labels" -}}
{{ include "baton.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "baton.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "baton.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "baton.name" .) }}{{ else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{- define "baton.secret" -}}
{{- .Values.secret.existingSecret | default (include "baton.name" .) }}
{{- end }}

{{/* The name by which pods reach each other: POD.NODES.NAMESPACE.svc */}}
{{- define "baton.nodes" -}}
{{ include "baton.name" . }}-nodes
{{- end }}

{{- define "baton.seeds" -}}
{{- $name := include "baton.name" . }}
{{- $nodes := include "baton.nodes" . }}
{{- $namespace := .Release.Namespace }}
{{- $seeds := list }}
{{- range $n := until (min (int .Values.seedCount) (int .Values.replicas) | int) }}
{{- $seeds = append $seeds (printf "%s-%d.%s.%s.svc:25520" $name $n $nodes $namespace) }}
{{- end }}
{{- join "," $seeds }}
{{- end }}

{{/* Where the database is: what the job and the nodes both need. */}}
{{- define "baton.database" -}}
- name: BATON_CASSANDRA_CONTACT_POINTS
  value: {{ required "set cassandra.contactPoints to host:port,host:port" .Values.cassandra.contactPoints | quote }}
- name: BATON_CASSANDRA_DATACENTER
  value: {{ .Values.cassandra.datacenter | quote }}
- name: BATON_KEYSPACE
  value: {{ .Values.cassandra.keyspace | quote }}
- name: BATON_REPLICATION
  value: {{ .Values.cassandra.replication | quote }}
{{- with .Values.cassandra.existingSecret }}
- name: BATON_CASSANDRA_USER
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: username
- name: BATON_CASSANDRA_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: password
{{- end }}
{{- end }}

{{- define "baton.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "baton.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
# A claim belongs to whoever made it, mostly to root: Baton must be able to write there.
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}
