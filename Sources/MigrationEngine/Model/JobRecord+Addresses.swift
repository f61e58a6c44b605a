package import JobJournal
internal import MigrationPlanning
package import MilvusClient

extension JobRecord {
  /// The collection that is read.
  package var source: CollectionAddress {
    CollectionAddress(
      database: ServerName(sourceDatabase), name: ServerName(sourceCollection))
  }

  /// The collection that is written.
  package var target: CollectionAddress {
    CollectionAddress(
      database: ServerName(targetDatabase), name: ServerName(targetCollection))
  }
}
