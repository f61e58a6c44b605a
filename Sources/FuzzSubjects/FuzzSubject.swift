package import TestSupport

/// A part of the program that is fed with random inputs, and what must hold whatever they are.
///
/// An input depends on the seed and its number alone, so that one input can be made again without
/// those before it.
package protocol FuzzSubject: Sendable {
  /// What the inputs of one block share: costly to make, cheap to vary.
  associatedtype Base
  /// One input.
  associatedtype Input

  /// What is fed, as it is typed.
  var name: String { get }

  /// Makes what the inputs of a block share.
  func base(using generator: inout SeededGenerator) throws -> Base

  /// Makes one input.
  func input(from base: Base, using generator: inout SeededGenerator) throws -> Input

  /// Feeds the input to the program.
  ///
  /// - Throws: `FuzzFault` if what must hold does not.
  func check(_ input: Input) async throws

  /// The input as text that can be pasted into a test.
  func text(of input: Input) -> String
}

extension FuzzSubject where Base == Void {
  /// Nothing: each input stands alone.
  package func base(using generator: inout SeededGenerator) throws {}
}

/// Something that must hold and did not.
package struct FuzzFault: Error, CustomStringConvertible {
  /// What was expected, and what came.
  package let description: String

  /// Makes a fault.
  package init(_ description: String) {
    self.description = description
  }
}

/// Throws a fault unless the condition holds.
func require(_ condition: Bool, _ fault: @autoclosure () -> String) throws(FuzzFault) {
  guard condition else { throw FuzzFault(fault()) }
}

/// Returns the value; throws a fault if there is none.
func require<R>(_ value: R?, _ fault: @autoclosure () -> String) throws(FuzzFault) -> R {
  guard let value else { throw FuzzFault(fault()) }
  return value
}
