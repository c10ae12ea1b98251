namespace MlNetCnn.Components;

/// <summary>A part of a diagram on a horizontal axis: its extent, and how to draw it.</summary>
internal abstract class Piece
{
    /// <summary>From its left edge to the right edge of its front.</summary>
    public abstract double Width { get; }

    /// <summary>The extent above the axis.</summary>
    public abstract double Up { get; }

    /// <summary>The extent below the axis.</summary>
    public abstract double Down { get; }

    /// <summary>How far the receding edges extend beyond <see cref="Width"/>.</summary>
    public virtual double Overhang => 0;

    /// <summary>Whether it is attached to the previous piece: a layer that keeps the shape.</summary>
    public virtual bool IsPlate => false;

    /// <summary>Extra space before it, to align it with another drawing.</summary>
    public double Room { get; init; }

    /// <summary>Draws it with its left edge at x and its axis at y.</summary>
    public abstract void Place(Drawing drawing, double x, double y);
}
