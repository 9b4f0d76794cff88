using System.Collections;
using System.Runtime.CompilerServices;

namespace Trimtab.Testing;

/// <summary>Assertions of one rule of storages: a failure says the rule, the expression that broke it, and what came.</summary>
/// <param name="rule">The rule, in a sentence.</param>
internal sealed class StorageRule(string rule)
{
    private const string Remedy = "Write each call as one step, all of it or nothing, and read back what was written.";

    /// <summary>Fails unless a value is as expected; of lists, unless all items are, in their order.</summary>
    public void Same<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "") => Rule.Require(
        AreSame(expected, actual),
        rule,
        $"{what} must be {Text(expected)}. Got {Text(actual)}.",
        Remedy);

    /// <summary>Fails unless a list has the items that are expected, in their order.</summary>
    public void Same<T>(
        IEnumerable<T> expected, IEnumerable<T>? actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Same<object?>(expected, actual, what);

    /// <summary>Fails unless all items are as one that is expected.</summary>
    public void All<T>(T expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Same<object?>(actual.Select(_ => expected), actual, what);

    /// <summary>Fails unless a list is empty.</summary>
    public void None<T>(IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "") => Same([], actual, what);

    /// <summary>The only item of a list; fails where there is another number of them.</summary>
    public T Only<T>(IReadOnlyCollection<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        Same(1, actual.Count, $"the number of {what}");
        return actual.First();
    }

    /// <summary>Fails unless what should be so is so.</summary>
    public void Holds(bool isKept, [CallerArgumentExpression(nameof(isKept))] string what = "") =>
        Rule.Require(isKept, rule, $"This does not hold: {what}.", Remedy);

    /// <summary>Fails unless a call throws an exception of a type, or one that derives from it.</summary>
    public void Refuses<TError>(Action call, [CallerArgumentExpression(nameof(call))] string what = "")
        where TError : Exception
    {
        var thrown = Thrown(call);
        Rule.Require(
            thrown is TError,
            rule,
            $"{what.Replace("() => ", "", StringComparison.Ordinal)} was {(thrown is null ? "accepted" : $"refused with {thrown}")}.",
            $"Throw a {typeof(TError).Name}, and write nothing.");
    }

    private static Exception? Thrown(Action call)
    {
        try
        {
            call();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private static bool AreSame(object? a, object? b) => a is IEnumerable many and not string && b is IEnumerable others
        ? many.Cast<object?>().SequenceEqual(others.Cast<object?>())
        : Equals(a, b);

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => InvariantText.Of(value),
    };
}
