public import Foundation

/// A job as it is planned, before the journal knows it.
///
/// No part of it holds a credential.
public struct NewJob: Sendable, Equatable {
  /// The digest of everything that resuming must find unchanged.
  public var fingerprint: String
  /// The address of the source, as `http://host:port`.
  public var sourcePlace: String
  /// The address of the target, as `http://host:port`.
  public var targetPlace: String
  /// What the user calls the source.
  public var sourceLabel: String
  /// What the user calls the target.
  public var targetLabel: String
  /// How the source is connected beside its address, in the shell's words.
  public var sourceOptions: [String: String]
  /// How the target is connected beside its address, in the shell's words.
  public var targetOptions: [String: String]
  /// The database that holds the source collection.
  public var sourceDatabase: String
  /// The collection that is copied.
  public var sourceCollection: String
  /// The database that receives the collection.
  public var targetDatabase: String
  /// The name of the copy.
  public var targetCollection: String
  /// The plan in the engine's own coding; the journal does not look inside.
  public var plan: Data
  /// When the job was made.
  public var createdAt: Date

  /// Describes a job from its parts.
  public init(
    fingerprint: String, sourcePlace: String, targetPlace: String, sourceLabel: String,
    targetLabel: String, sourceOptions: [String: String] = [:],
    targetOptions: [String: String] = [:], sourceDatabase: String, sourceCollection: String,
    targetDatabase: String, targetCollection: String, plan: Data, createdAt: Date
  ) {
    self.fingerprint = fingerprint
    self.sourcePlace = sourcePlace
    self.targetPlace = targetPlace
    self.sourceLabel = sourceLabel
    self.targetLabel = targetLabel
    self.sourceOptions = sourceOptions
    self.targetOptions = targetOptions
    self.sourceDatabase = sourceDatabase
    self.sourceCollection = sourceCollection
    self.targetDatabase = targetDatabase
    self.targetCollection = targetCollection
    self.plan = plan
    self.createdAt = createdAt
  }
}
