namespace MlNetCnn.Dashboard;

/// <summary>A part of a diagram on a horizontal axis: how much room it takes, and how it is drawn where it is put.</summary>
internal abstract class Piece
{
    /// <summary>From its left edge to the right edge of its front.</summary>
    public abstract double Width { get; }

    /// <summary>How far it reaches above the axis.</summary>
    public abstract double Up { get; }

    /// <summary>How far it reaches below the axis.</summary>
    public abstract double Down { get; }

    /// <summary>How far its edges going back reach beyond <see cref="Width"/>.</summary>
    public virtual double Overhang => 0;

    /// <summary>Whether it stands right behind what comes before: a layer that leaves the shape as it is.</summary>
    public virtual bool IsPlate => false;

    /// <summary>Extra room before it, so that it faces something in another drawing.</summary>
    public double Room { get; init; }

    /// <summary>Draws it with its left edge at x and its axis at y.</summary>
    public abstract void Place(Drawing drawing, double x, double y);
}
