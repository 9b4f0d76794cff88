namespace Trimtab.Studies;

/// <summary>What workers of other processes have done and do in a study, as of the last look.</summary>
/// <param name="Finished">Trials that they finished since the store was opened.</param>
/// <param name="UnderWay">Trials that they evaluate, which will end or be given back.</param>
internal readonly record struct OtherWorkers(int Finished, int UnderWay);
