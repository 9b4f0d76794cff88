using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// The choices that a model distinguishes: those of trials, and one of the others, which are alike to a kernel that knows only equal and
/// different. A categorical parameter with thousands of choices costs no more than the trials do.
/// </summary>
internal static class DistinctChoices
{
    /// <summary>The choices of each parameter; null for numerical ones.</summary>
    /// <param name="cube">The space.</param>
    /// <param name="tried">Points of the model; NaN where a trial lacks the parameter.</param>
    /// <param name="address">Address of the draw of an untried choice.</param>
    public static double[]?[] Of(UnitCube cube, IReadOnlyList<double[]> tried, RandomAddress address)
    {
        var random = address.At("choices").Stream();
        var choices = new double[]?[cube.Count];
        for (int axis = 0; axis < choices.Length; axis++)
        {
            if (!cube.IsCategorical[axis])
            {
                continue;
            }

            double[] known = [.. tried.Select(point => point[axis]).Where(choice => !double.IsNaN(choice)).Distinct().Order()];
            int others = cube[axis].Choices - known.Length;
            choices[axis] = others == 0 ? known : [.. known, Untried(known, random.NextInt32(others))];
        }

        return choices;
    }

    /// <summary>The choice that has <paramref name="index"/> untried ones before it.</summary>
    private static double Untried(double[] known, int index)
    {
        foreach (double choice in known)
        {
            index += choice <= index ? 1 : 0;
        }

        return index;
    }
}
