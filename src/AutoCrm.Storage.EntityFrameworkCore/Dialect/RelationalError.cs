namespace AutoCrm.Storage.EntityFrameworkCore;

/// <summary>What an error of the driver means to the store.</summary>
public enum RelationalError
{
    /// <summary>It is none of the others, and is passed on as it is.</summary>
    Other,

    /// <summary>The database gave up the transaction for the sake of another one, as after a deadlock; the whole transaction can be repeated.</summary>
    Repeatable,

    /// <summary>Another transaction held a lock for longer than <see cref="RelationalDialect.LimitWaits"/> allows; the whole transaction can be repeated.</summary>
    Blocked,

    /// <summary>A row with the same key was there already. Another transaction may have added it meanwhile.</summary>
    DuplicateKey,

    /// <summary>A table is not there: the store is not set up.</summary>
    MissingTable,

    /// <summary>The database failed for a reason of its own, which <see cref="RelationalDialect.CreateStoreException"/> states.</summary>
    Failure,
}
