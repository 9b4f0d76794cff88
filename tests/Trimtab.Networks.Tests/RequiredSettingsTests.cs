using System.Reflection;
using Trimtab.Networks.Datasets;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

/// <summary>
/// A setting that must be given refuses null where it is set. A new layer, callback or options record is picked up by itself.
/// </summary>
public class RequiredSettingsTests
{
    private static readonly HashSet<Type> _data = [typeof(Evaluation), typeof(ImageDataset), typeof(TrainingHistory)];

    public static TheoryData<PropertyInfo> Settings =>
        [.. RequiredSettings.Of(typeof(Sequential).Assembly).Where(setting => !_data.Contains(setting.DeclaringType!))];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Null_IsRefusedByTheSettingsName(PropertyInfo setting) =>
        RequiredSettings.AssertRefusesNull(setting, NetworkClassifier.Of(() => new Sequential([1])));
}
