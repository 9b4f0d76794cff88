namespace Trimtab.Testing;

/// <summary>Assertions of the suites: a failure says the rule, what came, and what to do.</summary>
internal static class Rule
{
    /// <summary>Fails unless <paramref name="isKept"/>.</summary>
    /// <param name="isKept">Whether the rule is kept.</param>
    /// <param name="rule">The rule, in a sentence.</param>
    /// <param name="came">What came, in a sentence.</param>
    /// <param name="remedy">What to do, in a sentence.</param>
    public static void Require(bool isKept, string rule, string came, string remedy)
    {
        if (!isKept)
        {
            Assert.Fail($"{rule} {came} {remedy}");
        }
    }

    /// <summary>Fails unless both lists have the same items.</summary>
    /// <param name="expected">The first list.</param>
    /// <param name="actual">The other.</param>
    /// <param name="rule">The rule, in a sentence.</param>
    /// <param name="what">What is compared, to begin "… differ at item 3: 1 and 2." with.</param>
    /// <param name="remedy">What to do, in a sentence.</param>
    public static void RequireSame<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual, string rule, string what, string remedy)
    {
        int shared = Math.Min(expected.Count, actual.Count);
        int different = Enumerable.Range(0, shared).FirstOrDefault(i => !Equals(expected[i], actual[i]), shared);
        Require(
            different == expected.Count && different == actual.Count,
            rule,
            different < shared
                ? Invariant($"{what} differ at item {different}: {Text(expected[different])} and {Text(actual[different])}.")
                : Invariant($"{what} differ in length: {expected.Count} and {actual.Count}."),
            remedy);
    }

    /// <summary>Fails unless both texts have the same lines.</summary>
    public static void RequireSameLines(string expected, string actual, string rule, string what, string remedy) =>
        RequireSame(expected.Split('\n'), actual.Split('\n'), rule, what, remedy);

    /// <summary>The part called <paramref name="name"/>, from its catalog.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="name">The name.</param>
    /// <param name="member">What a test class overrides for a part that can't be made without settings.</param>
    /// <exception cref="TrimtabException">It can't be made by its name alone.</exception>
    public static T Make<T>(Catalog<T> catalog, string name, string member)
        where T : class
    {
        try
        {
            return catalog.Create(name);
        }
        catch (TrimtabException error)
        {
            throw new TrimtabException(
                $"A suite makes a part by its name, unless the test class makes it. {error.Message} Override {member} in the test class "
                + $"and return '{name}' with the settings it needs.",
                error);
        }
    }

    private static string Text<T>(T item) => item is null ? "null" : InvariantText.Of(item);
}
