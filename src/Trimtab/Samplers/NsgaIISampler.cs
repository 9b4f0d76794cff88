namespace Trimtab.Samplers;

/// <summary>
/// NSGA-II: a genetic sampler that selects by Pareto front, and within the last front by crowding distance. For several objectives; with
/// one it is a plain genetic algorithm.
/// </summary>
/// <remarks>
/// Deb, Pratap, Agarwal, Meyarivan, IEEE Trans. Evol. Comput. 6 (2002); where we differ: <see cref="GeneticSampler"/>.
/// <code>
/// Objective[] objectives = [new("accuracy", Direction.Maximize), new("seconds")];
/// var study = new Study(new() { Objectives = objectives, Sampler = new NsgaIISampler { PopulationSize = 100 } });
/// </code>
/// </remarks>
[Named("nsga2")]
public sealed record NsgaIISampler : GeneticSampler
{
    /// <inheritdoc/>
    internal override IEnumerable<int> Select(double[][] losses, int[] fronts, int count)
    {
        double[] crowding = Fronts.Crowding(losses, fronts);
        return Enumerable.Range(0, losses.Length).OrderBy(i => fronts[i]).ThenByDescending(i => crowding[i]).ThenBy(i => i).Take(count);
    }
}
