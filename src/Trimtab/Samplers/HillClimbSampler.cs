using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Hill climbing: random steps from the best trial so far, shorter the longer nothing better was found. A simple baseline, and the example
/// of docs/adding/sampler.md.
/// </summary>
/// <remarks>
/// While no trial is feasible, the steps start from the one that violates the constraints least.
/// <code>
/// var study = new Study(new() { Sampler = new HillClimbSampler { Step = 0.1 } });
/// </code>
/// </remarks>
[Named("hill_climb")]
public sealed record HillClimbSampler : Sampler
{
    /// <summary>Random trials before the first step, 1 or more. Default 10.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 1); } = 10;

    /// <summary>Standard deviation of the first steps, as a share of each parameter's range; above 0, at most 1. Default 0.2.</summary>
    public double Step { get; init => field = Setting.Check(value, value is > 0 and <= 1, "above 0 and at most 1"); } = 0.2;

    /// <inheritdoc/>
    public override Suggester Begin(StudyProblem problem) => new HillClimbSuggester(this, problem);

    private sealed class HillClimbSuggester(HillClimbSampler settings, StudyProblem problem) : Suggester
    {
        private readonly BestSoFar _best = new(problem);

        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            var axes = new SpaceTransform(space);
            var best = _best.In(request.History);
            if (request.History.Count < settings.StartupTrials || best is null || axes.Of(best.Parameters) is not { } at)
            {
                return space.Sample(request.Random);
            }

            double length = settings.Step / (1 + (0.1 * (request.Number - best.Number)));
            return axes.At(Moved(at, axes, length, request.Random.At("hill_climb").Stream()));
        }

        private static double[] Moved(double[] at, SpaceTransform axes, double length, RandomStream random)
        {
            for (int i = 0; i < at.Length; i++)
            {
                at[i] = Move(axes[i], at[i], length, ref random);
            }

            return at;
        }

        private static double Move(TransformedParameter axis, double place, double length, ref RandomStream random)
        {
            double step = random.NextNormal(), choice = random.NextDouble();
            return !axis.IsCategorical ? axis.Snap(place + (step * length * (axis.High - axis.Low)))
                : Math.Abs(step) * length > 0.2 ? Math.Floor(choice * axis.Choices)
                : place;
        }
    }
}
