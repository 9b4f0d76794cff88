using Trimtab.Storages;
using Trimtab.Testing;

namespace OwnParts.Tests;

[TestedParts(typeof(KroneckerSampler))]
public class OwnSamplers : SamplerConformance;

[TestedParts(typeof(PlateauPruner))]
public class OwnPruners : PrunerConformance;

[TestedParts(typeof(Gain))]
public class OwnLayers : LayerConformance;

[TestedParts(typeof(Lion))]
public class OwnOptimizers : OptimizerConformance;

[TestedParts(typeof(GeometricMeanScorer))]
public class OwnScorers : ScorerConformance;

[TestedParts(typeof(LogTransformer))]
public class OwnTransformers : TransformerConformance;

[TestedParts(typeof(RegretPlot))]
public class OwnPlots : PlotConformance;

public class OwnStorages : StorageConformance
{
    private readonly string _url = $"process:{Guid.CreateVersion7()}";

    protected override StudyStorage Open() => StudyStorage.Open(_url);
}
