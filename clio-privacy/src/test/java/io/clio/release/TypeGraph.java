package io.clio.release;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The classes of Clio that can be reached from a class: what its public methods return, what its fields of any
 * visibility hold, what it inherits, type arguments included.
 */
final class TypeGraph {
    private final Set<Class<?>> seen = new LinkedHashSet<>();
    private final Set<Type> visited = new HashSet<>();

    private TypeGraph() {}

    static Set<Class<?>> from(Class<?> start) {
        TypeGraph graph = new TypeGraph();
        graph.visit(start);
        return graph.seen;
    }

    private void visit(Type type) {
        if (!visited.add(type)) {
            return;
        }
        if (type instanceof Class<?> of) {
            visitClass(of);
        } else if (type instanceof ParameterizedType of) {
            visit(of.getRawType());
            visitAll(of.getActualTypeArguments());
        } else if (type instanceof GenericArrayType of) {
            visit(of.getGenericComponentType());
        } else if (type instanceof WildcardType of) {
            visitAll(of.getUpperBounds());
            visitAll(of.getLowerBounds());
        } else if (type instanceof TypeVariable<?> of) {
            visitAll(of.getBounds());
        }
    }

    private void visitAll(Type... types) {
        for (Type type : types) {
            visit(type);
        }
    }

    private void visitClass(Class<?> of) {
        if (of.isArray()) {
            visit(of.getComponentType());
        } else if (of.getName().startsWith("io.clio.") && seen.add(of)) {
            for (Method method : of.getMethods()) {
                visit(method.getGenericReturnType());
                visitAll(method.getGenericExceptionTypes());
            }
            for (Field field : of.getDeclaredFields()) {
                visit(field.getGenericType());
            }
            for (Constructor<?> constructor : of.getConstructors()) {
                visitAll(constructor.getGenericParameterTypes());
            }
            visitAll(of.getGenericInterfaces());
            if (of.getGenericSuperclass() != null) {
                visit(of.getGenericSuperclass());
            }
        }
    }

    static boolean isRawOrDerived(Class<?> type) {
        String in = type.getPackageName();
        return in.equals("io.clio.conversation")
                || in.equals("io.clio.facet")
                || in.equals("io.clio.cluster")
                || in.equals("io.clio.spi");
    }
}
