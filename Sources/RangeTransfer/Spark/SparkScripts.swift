/// The programs that `spark-submit` runs, as this program was built with them.
package enum SparkScripts {
  /// The one that is named to it.
  package static let driver = "spark_driver.py"

  /// All of them, which lie beside each other, by their names.
  package static var all: [String: [UInt8]] {
    [
      driver: PackageResources.spark_driver_py,
      "spark_relay.py": PackageResources.spark_relay_py,
    ]
  }
}
