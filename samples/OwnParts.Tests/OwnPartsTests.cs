using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Storages;
using Trimtab.Testing;

namespace OwnParts.Tests;

[TestedParts(typeof(KroneckerSampler))]
public class OwnSamplers : SamplerConformance;

[TestedParts(typeof(PlateauPruner))]
public class OwnPruners : PrunerConformance;

[TestedParts(typeof(Gain))]
public class OwnLayers : LayerConformance
{
    protected override IEnumerable<(Layer Layer, Shape Input)> Examples(string name) => name switch
    {
        "light_gru" =>
        [
            (new LightGRU(3), [5, 4]), (new LightGRU(2) { ReturnSequences = true, GoBackwards = true, UseBias = false }, [5, 4]),
            (new Bidirectional(new LightGRU(3)), [5, 4]),
        ],
        _ => base.Examples(name),
    };
}

[TestedParts(typeof(Pinball))]
public class OwnLosses : LossConformance;

[TestedParts(typeof(RootMeanSquaredError))]
public class OwnMetrics : MetricConformance;

[TestedParts(typeof(StopAt))]
public class OwnCallbacks : CallbackConformance
{
    protected override Callback Create(string name) => new StopAt(0.2);
}

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
