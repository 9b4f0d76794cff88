using Trimtab.Pruners;

namespace Trimtab.Tests.Pruners;

/// <summary>Requests to pruners in tests: trials report "value".</summary>
internal static class PrunerExtensions
{
    extension(Pruner pruner)
    {
        /// <summary>Whether the pruner stops a trial beside these rivals.</summary>
        public bool Stops(Trial trial, History rivals, Direction direction = Direction.Minimize, string study = "s") =>
            pruner.Decide(new(trial, rivals, new("value", direction), study)) == PruneDecision.Stop;
    }
}
