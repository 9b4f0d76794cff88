namespace Trimtab.Networks;

/// <summary>
/// The catalog of one kind of part of a net, built on first use: this library's parts and those of assemblies that reference it.
/// </summary>
/// <typeparam name="T">The kind: <see cref="Layer"/>, <see cref="Optimizer"/>, ….</typeparam>
internal static class PartCatalog<T>
    where T : class
{
    public static readonly Catalog<T> All = Catalog<T>.WithUsersOwn(typeof(PartCatalog<T>).Assembly);
}
