namespace AutoCrm.Storage.EntityFrameworkCore.Sql;

/// <summary>Knows what the exceptions of a driver mean. Each adapter registers its own.</summary>
internal interface IStoreErrors
{
    /// <summary>
    /// The exception to throw in the place of one of the driver, or one that EF Core has put around it; <see langword="null"/> where that one is to go on, as it is
    /// no failure of the store.
    /// </summary>
    Exception? Translate(Exception exception);
}

/// <summary>Puts the exceptions of AutoCrm in the place of those of a driver.</summary>
internal static class StoreErrorsExtensions
{
    public static async Task<T> TranslateAsync<T>(this IStoreErrors errors, Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception exception) when (errors.Translate(exception) is { } failure)
        {
            throw failure;
        }
    }
}
