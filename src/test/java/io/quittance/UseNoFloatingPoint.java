package io.quittance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/** No field, parameter, result, local variable, constant or call has to do with {@code float} or {@code double}. */
final class UseNoFloatingPoint extends ArchCondition<JavaClass> {
    private static final Set<String> BOXES = Set.of("Ljava/lang/Double;", "Ljava/lang/Float;");

    UseNoFloatingPoint() {
        super("use no floating point");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (FieldModel field : ClassFiles.of(type).fields()) {
            if (isFloating(field.fieldTypeSymbol())) {
                tell(type, field.fieldName().stringValue(), events);
            }
        }
        for (MethodModel method : ClassFiles.of(type).methods()) {
            boolean floats = hasFloating(method.methodTypeSymbol())
                    || method.code().map(UseNoFloatingPoint::hasFloating).orElse(false);
            if (floats) {
                tell(type, method.methodName().stringValue(), events);
            }
        }
    }

    private static void tell(JavaClass type, String member, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, type.getName() + "." + member + " uses floating point"));
    }

    private static boolean hasFloating(CodeModel code) {
        return code.elementStream().anyMatch(UseNoFloatingPoint::isFloating);
    }

    private static boolean isFloating(CodeElement element) {
        return switch (element) {
            case LoadInstruction load -> isFloating(load.typeKind());
            case StoreInstruction store -> isFloating(store.typeKind());
            case ReturnInstruction result -> isFloating(result.typeKind());
            case ArrayLoadInstruction load -> isFloating(load.typeKind());
            case ArrayStoreInstruction store -> isFloating(store.typeKind());
            case OperatorInstruction operator -> isFloating(operator.typeKind());
            case ConstantInstruction constant -> isFloating(constant.typeKind());
            case ConvertInstruction convert -> isFloating(convert.fromType()) || isFloating(convert.toType());
            case TypeCheckInstruction check -> isFloating(check.type().asSymbol());
            case InvokeInstruction call -> hasFloating(call.typeSymbol());
            default -> false;
        };
    }

    private static boolean hasFloating(MethodTypeDesc type) {
        return isFloating(type.returnType()) || type.parameterList().stream().anyMatch(UseNoFloatingPoint::isFloating);
    }

    private static boolean isFloating(ClassDesc type) {
        return isFloating(TypeKind.from(type)) || BOXES.contains(type.descriptorString());
    }

    private static boolean isFloating(TypeKind kind) {
        return kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
    }
}
