/** How most examples begin: a pod, whose spec goes on in the next line. */
export const webPod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:`;

/** The same with a container, which goes on in the next line. */
export const appPod = `${webPod}
  containers:
  - name: app
    image: quay.io/acme/app:1.4`;
