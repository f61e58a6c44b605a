/// Everything that is fed with random inputs.
package enum FuzzCatalog {
  /// One subject for each part of the program that reads what others write.
  package static let subjects: [any FuzzSubject] = [
    WireSubject(), SchemaSubject(), ShellSubject(), EndpointSubject(), JSONSubject(), KeySubject(),
  ]

  /// Whole migrations, each of which takes a while.
  package static let copy: any FuzzSubject = CopySubject()
}
