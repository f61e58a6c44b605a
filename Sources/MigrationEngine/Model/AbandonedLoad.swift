internal import JobJournal
public import MilvusClient
internal import RangeTransfer

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A collection that the program loaded for a while, or a property of one that it changed, and that
/// it did not put back.
public struct AbandonedLoad: Sendable {
  /// The end that it is on.
  public var side: Side
  /// The address of the cluster.
  public var place: String
  /// The collection.
  public var collection: CollectionAddress
  /// The partitions that were loaded; none means all of the collection.
  public var partitions: [ServerName]
  /// The property that was changed; nil if the collection was loaded.
  public var property: String?
  /// What the changed property was before.
  public var value: String?
  /// What loaded or changed it: `verify`, `repair`, `job`.
  public var owner: String
  /// The job that did, if one did.
  public var job: JobID?
  /// When it was about to be done.
  public var at: Date
}

extension AbandonedLoad {
  init(_ claim: LoadClaim) {
    side = Side(rawValue: claim.side) ?? .target
    place = claim.subject.place
    collection = CollectionAddress(
      database: ServerName(claim.subject.database), name: ServerName(claim.subject.collection))
    partitions = claim.partitions.map { ServerName($0) }
    (property, value) = (claim.subject.property, claim.value)
    (owner, job, at) = (claim.owner, claim.job.map(JobID.init), claim.at)
  }
}
