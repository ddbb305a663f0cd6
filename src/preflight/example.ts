/** A Deployment that no rule has anything against by itself: what rules show their examples on. */
export const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: ghcr.io/repo/web:v1
`
