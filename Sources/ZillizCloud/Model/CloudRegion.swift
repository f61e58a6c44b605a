/// A region of a cloud in which clusters can be made.
public struct CloudRegion: Sendable, Hashable {
  /// The region's id, as `aws-us-west-2`.
  public var id: String
  /// The cloud's id, as `aws`.
  public var cloud: String?
  /// The host that the service names for the region, in its own form.
  public var domain: String?

  /// Makes a region from its parts.
  public init(id: String, cloud: String? = nil, domain: String? = nil) {
    self.id = id
    self.cloud = cloud
    self.domain = domain
  }

  /// Reads a region; nil for what has no id.
  init?(_ json: CloudJSON) {
    guard let id = json["regionId"].text else { return nil }
    self.init(id: id, cloud: json["cloudId"].text, domain: json["domain"].text)
  }
}
