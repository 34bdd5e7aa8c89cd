"""Where frameworks block or leave open what a municipality needs: for the makers of the rules."""

from stadspoort.engines.frameworks.obstacles._obstacles import Obstacle, obstacles

__all__ = ["Obstacle", "obstacles"]
