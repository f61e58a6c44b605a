/// Ways in which documents and recorded answers of the service contradict each other.
///
/// Each of them can be switched on; without any, answers have the shape of the samples.
package struct CloudShapes: Sendable {
  /// Success is 200, as older clients know it, and not 0.
  package var successIs200 = false
  /// The data of a list of clusters is an array, and not an object with `clusters`.
  package var clustersAreArray = false
  /// The fields of a job stand beside `code`, and not under `data`.
  package var jobIsBare = false
  /// The count of replicas is a text, and not a number.
  package var replicasAreText = false
  /// Clusters have no `deploymentOption`.
  package var lacksDeploymentOption = false
  /// The plan of a Free cluster is "Serverless".
  package var freePlanIsServerless = false
  /// Refusals have the HTTP status 200, also those of keys.
  package var refusesWithStatus200 = false

  /// The shapes of the samples.
  package init() {}
}
