using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// The choices of lists that a model tells apart, so that a list of thousands costs no more than the trials do: those of trials, and one of
/// the others, which are alike to a kernel that knows only equal and different.
/// </summary>
internal static class DistinctChoices
{
    /// <summary>The choices by axis; null for numbers.</summary>
    /// <param name="axes">The space.</param>
    /// <param name="tried">Points of the model.</param>
    /// <param name="address">Address of the draw of an untried choice.</param>
    public static double[]?[] Of(SpaceTransform axes, double[][] tried, RandomAddress address)
    {
        var random = address.At("choices").Stream();
        var choices = new double[]?[axes.Count];
        for (int axis = 0; axis < choices.Length; axis++)
        {
            if (!axes[axis].IsCategorical)
            {
                continue;
            }

            double[] known = [.. tried.Select(place => place[axis]).Distinct().Order()];
            int others = axes[axis].Choices - known.Length;
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
