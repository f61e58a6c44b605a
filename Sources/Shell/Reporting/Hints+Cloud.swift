internal import ZillizCloud

extension Hints {
  /// What to do after a failed conversation with the control plane of Zilliz Cloud.
  static func hint(for code: CloudError.Code) -> String {
    switch code {
    case .cancelled: "type the command again to go on"
    case .timedOut: "the service is slow or far away: give it longer with --timeout"
    case .unreachable:
      "is there a way to it from here, or through a proxy (help proxies)? set cloud-url shows which "
        + "one is asked"
    case .tlsFailed:
      "set cloud-url shows which address is asked; is there a proxy in between? help proxies"
    case .addressMalformed: "set cloud-url takes auto, global, china, or https:// and a host"
    case .keyMalformed:
      "take an API key of the organization or project, not its name; a cluster's USER:PASSWORD is "
        + "for connect"
    case .keyRefused:
      "login with an API key: its name is not the key, keys expire, and keys of China are taken "
        + "by --url china only"
    case .permissionDenied:
      "ask for a role in the project; only an Organization Owner or Project Admin sees all of it"
    case .clusterNotFound: "list clusters shows those that the key sees"
    case .jobNotFound: "the console's page of jobs shows their ids"
    case .wrongRegion: "regions in China have a control plane of their own: login --url china"
    case .wrongStatus: "list clusters shows its status; resume it in the console"
    case .unsupportedByCluster: "list clusters shows of which kind each of them is"
    case .refused: "the number in brackets is explained in the documentation of the service"
    case .rateLimited: "the service takes 20 requests a second: wait a moment"
    case .serverFailed: "the service failed inside: try again in a minute"
    case .unexpectedAnswer: "is that a control plane? set cloud-url shows which one is asked"
    }
  }
}
